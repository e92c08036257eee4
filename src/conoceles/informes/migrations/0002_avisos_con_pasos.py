import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("informes", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="avisodecambio",
            name="documento",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="avisa",
                to="informes.informe",
            ),
        ),
        migrations.AddField(
            model_name="pasodeinforme",
            name="fecha",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="pasodeinforme",
            name="misma_persona",
            field=models.BooleanField(default=False),
        ),
    ]
